/** What the pages for parents call. */

import type { ParentAct, ParentOutcome, ParentsPage, ParentVisit } from '../../usecases/hear-parents.ts';

/** The use cases behind the pages. */
export type ParentDependencies = {
  readonly show: (visit: ParentVisit) => Promise<ParentsPage>;
  readonly hear: (visit: ParentVisit, act: ParentAct) => Promise<ParentOutcome>;
};
