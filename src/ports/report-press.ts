/** Makes files of published figures. */

import type { ExportForm } from '../core/export-form.ts';
import type { ReportMatter } from '../core/report-matter.ts';

/** Whatever makes them; it keeps nobody waiting meanwhile. */
export interface ReportPress {
  /**
   * Makes one file.
   *
   * @param advance told now and then how much is done, 0 to 1
   * @throws Error where it cannot be made
   */
  press(
    work: { readonly form: ExportForm; readonly matter: ReportMatter },
    advance: (share: number) => void,
  ): Promise<Uint8Array>;
}
