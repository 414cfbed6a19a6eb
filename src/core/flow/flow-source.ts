/** The file format of a flow: what an author writes in `flows/*.yaml`, as a schema with everything strict. */

import * as z from 'zod';
import { AGE_BANDS } from '../age-band.ts';
import { CHANNEL_NAMES } from '../channel.ts';
import { entrySource, flowText, languageTag, localId } from './question-source.ts';

/** Everything in a flow but its blocks and questions. */
export const headerSource = z.strictObject({
  flow: z
    .string()
    .regex(/^[a-z][a-z0-9-]{2,39}$/, 'the id of a flow is 3 to 40 small letters, digits and hyphens')
    .meta({ description: 'Id of the flow: 3 to 40 small letters, digits, hyphens.' }),
  version: z
    .int()
    .min(1, 'versions are counted from 1')
    .meta({ description: 'Counted from 1. A launched version never changes: count up instead.' }),
  title: flowText.meta({ description: 'Name of the consultation.' }),
  languages: z
    .array(languageTag)
    .min(1, 'name at least vi')
    .meta({ description: 'The first is the one to begin with; vi is required.', contains: { const: 'vi' } }),
  ages: z
    .array(z.enum(AGE_BANDS))
    .min(1, 'name at least one age band')
    .meta({ description: 'Who is asked.' }),
  channels: z
    .array(z.enum(CHANNEL_NAMES))
    .min(1, 'name at least one channel')
    .meta({ description: 'Where it is asked; texts and options are held to the limits of each.' }),
  indicators: z
    .array(z.literal([22, 24]))
    .optional()
    .meta({ description: 'Which national indicators a complete walk counts for; 23 is counted by lessons.' }),
  closing: flowText.meta({ description: 'Said at the end.' }),
});

/** A whole flow file. */
export const flowSource = headerSource
  .extend({
    blocks: z
      .record(localId, z.array(entrySource))
      .optional()
      .meta({ description: 'Questions to be used in several places.' }),
    questions: z.array(entrySource).min(1, 'a flow has at least one question'),
  })
  .meta({ title: 'Em Nói flow', description: 'One consultation instrument.' });

/** @see flowSource */
export type FlowSource = z.infer<typeof flowSource>;
/**
 * Gives the JSON Schema of the file format, for editors (draft 7, which all of them read).
 *
 * It is stricter in places where the check says more than a schema could: number of options, bounds, `vi`.
 */
export function flowJsonSchema(): object {
  return z.toJSONSchema(flowSource, { target: 'draft-7', io: 'input' });
}
