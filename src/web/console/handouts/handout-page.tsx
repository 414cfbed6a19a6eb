/** The page of a consultation's handouts: links, posters, strips, letters, and texts to copy. */

import { addressOn } from '../../../core/channel-address.ts';
import { readText } from '../../../core/flow/text.ts';
import { channelsOf, placeName } from '../../../reports/handouts/consultation-handout.ts';
import { SelectField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { CopyText } from './copy-text.tsx';
import { Letters } from './letters.tsx';
import { pdfAddress } from './pdf-address.ts';
import { POSTER_SIZES } from './send-handout.ts';
import { Sheets } from './sheet-table.tsx';
import { languagesOffered, type Wanted } from './wanted.ts';

/** The setting that tells where a channel's door is. */
const DOOR_SETTINGS = {
  telegram: 'TELEGRAM_BOT_USERNAME',
  zalo: 'ZALO_BOT_LINK',
  'zalo-oa': 'ZALO_OA_ID',
} as const;

/** Answers with it. */
export function showHandouts(wanted: Wanted): Response | Promise<Response> {
  const { visit, matter, code } = wanted;
  const { phrase, language } = visit;
  const { terms, title } = matter.consultation;
  return showConsolePage(visit, {
    area: 'consultations',
    title: phrase('console.handouts.title'),
    trail: [
      { href: '/console/consultations', text: phrase('console.area.consultations') },
      { href: wanted.base.replace(/\/handouts$/, ''), text: readText(title, language, null) },
    ],
    script: 'console/handouts/copy.js',
    children: [
      terms === null && <p class="note warning">{phrase('console.handouts.unplanned')}</p>,
      <Choice {...wanted} />,
      code === null ? (
        <p class="note warning">{phrase('console.handouts.no-code')}</p>
      ) : (
        <ForCode {...wanted} />
      ),
      visit.may('consultation.read', matter.place) && <Sheets {...wanted} />,
      <Letters {...wanted} />,
    ],
  });
}

/** The code and the language that everything below is for. */
function Choice({ visit, matter, code, handout }: Wanted) {
  const { phrase } = visit;
  return (
    <form method="get" class="card choose">
      <p class="hint">{phrase('console.handouts.lead')}</p>
      {code !== null && (
        <SelectField
          name="code"
          label={phrase('console.handouts.code')}
          value={code.code}
          choices={matter.codes.map((one) => ({ value: one.code, label: codeLabel(one, visit) }))}
        />
      )}
      <SelectField
        name="language"
        label={phrase('console.handouts.language')}
        value={handout.language}
        choices={languagesOffered(matter).map((value) => ({
          value,
          label: phrase(`console.handouts.language.${value}`),
        }))}
      />
      <button type="submit" class="button">
        {phrase('console.handouts.show')}
      </button>
    </form>
  );
}

function codeLabel(
  { code, label, place }: Wanted['matter']['codes'][number],
  visit: Wanted['visit'],
): string {
  const where = place === null ? '' : placeName(place, visit.language, visit.ground);
  return [code, label, where].filter((text) => text !== '').join(' · ');
}

/** Links and posters of the chosen code. */
function ForCode(wanted: Wanted) {
  const { visit, handout, matter } = wanted;
  const { phrase } = visit;
  return (
    <>
      <section aria-labelledby="links">
        <h2 id="links">{phrase('console.handouts.links')}</h2>
        <p class="hint">{phrase('console.handouts.links.hint')}</p>
        <ul class="ways">
          {handout.ways.map(({ channel, address, typed }) => (
            <li>
              <CopyText
                name={`link-${channel}`}
                label={visit.ground.say(visit.language, `handout.way.${channel}.name`)}
                hint={phrase(typed ? 'console.handouts.link.typed' : 'console.handouts.link.open', {
                  code: handout.code,
                })}
                text={address}
                phrase={phrase}
              />
            </li>
          ))}
        </ul>
        <MissingDoors {...wanted} />
      </section>
      <section aria-labelledby="posters">
        <h2 id="posters">{phrase('console.handouts.posters')}</h2>
        <p class="hint">{phrase('console.handouts.posters.hint')}</p>
        <p class="actions">
          {POSTER_SIZES.map((size) => (
            <a class="button" href={pdfAddress(wanted, 'poster', { size })} download>
              {phrase(`console.handouts.poster.${size}`)}
            </a>
          ))}
          {visit.may('consultation.run', matter.place) && (
            <a class="button second" href={pdfAddress(wanted, 'strips', {})} download>
              {phrase('console.handouts.open-strips')}
            </a>
          )}
        </p>
      </section>
    </>
  );
}

/** Channels of the plan that no link leads to, and what to do about it. */
function MissingDoors({ visit, matter, doors }: Wanted) {
  const { phrase, ground, language } = visit;
  const { terms } = matter.consultation;
  const missing = channelsOf({ terms }).filter((channel) => addressOn(channel, 'X', doors) === null);
  if (terms === null || missing.length === 0) return null;
  return (
    <ul class="note warning">
      {missing.map((channel) => (
        <li>
          {phrase('console.handouts.no-door', {
            channel: ground.say(language, `handout.way.${channel}.name`),
            setting: channel === 'web' ? 'PUBLIC_URL' : DOOR_SETTINGS[channel],
          })}
        </li>
      ))}
    </ul>
  );
}
