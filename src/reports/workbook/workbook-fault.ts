/** Why a file cannot be read as a spreadsheet. */

/** Every reason; wording: `console.xlsforms.fault.<code>`. */
export type WorkbookFaultCode =
  | 'empty-file'
  | 'too-large'
  | 'not-a-spreadsheet'
  | 'is-pdf'
  | 'is-old-excel'
  | 'is-encrypted'
  | 'is-csv'
  | 'is-ods'
  | 'is-binary-excel'
  | 'is-other-office'
  | 'damaged'
  | 'unsafe'
  | 'unpacks-too-large'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-cells'
  | 'too-many-texts';

/** A reason with facts for its wording. */
export type WorkbookFault = {
  readonly code: WorkbookFaultCode;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** Leaves the reading at the first reason; never leaves this folder. */
export class WorkbookRefusal extends Error {
  readonly fault: WorkbookFault;

  constructor(code: WorkbookFaultCode, facts: WorkbookFault['facts'] = {}) {
    super(code);
    this.fault = { code, facts };
  }
}
