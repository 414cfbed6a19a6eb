/** The screen for phones that are passed round: a code to scan or type. What is answered there are answers of the chat. */

import { readText } from '../../../core/flow/text.ts';
import { qrPath } from '../../../reports/qr.ts';
import type { TalliedConsultation } from '../../../usecases/keep-tallies.ts';
import type { Visit } from '../console-route.ts';
import { showStage } from './class-stage.tsx';

/** Shows it. @param code the code of the consultation's web page; `null` when it is not open */
export function showPhones(
  visit: Visit,
  of: TalliedConsultation,
  code: string | null,
): Response | Promise<Response> {
  const { phrase } = visit;
  const title = readText(of.consultation.title, visit.language, null);
  return showStage(visit, {
    ...{ title, back: '/console/tallies/class' },
    children: (
      <div class="stage-phones">
        <h1>{title}</h1>
        {code === null ? (
          <p>{phrase('console.tallies.class.phones.closed')}</p>
        ) : (
          <Ways visit={visit} address={`${visit.ground.publicUrl}/c/${code}`} code={code} />
        )}
      </div>
    ),
  });
}

function Ways(props: { readonly visit: Visit; readonly address: string; readonly code: string }) {
  const { visit, address, code } = props;
  const { phrase } = visit;
  const { size, path } = qrPath(address);
  const steps = ['open', 'alone', 'pass', 'free'].map((step) =>
    phrase(`console.tallies.class.phones.${step}`),
  );
  return (
    <div class="phones">
      <svg
        class="qr"
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={phrase('console.tallies.class.phones.qr')}
      >
        <rect width={size} height={size} fill="#ffffff" />
        <path d={path} fill="#000000" />
      </svg>
      <div>
        <p class="address">{address.replace(/^https?:\/\//, '')}</p>
        <p>
          {phrase('console.tallies.class.phones.code')} <strong class="code">{code}</strong>
        </p>
        <ol>
          {steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      </div>
    </div>
  );
}
