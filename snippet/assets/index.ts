/** What brings the files of a recording along, loaded when the dialog opens. */
export { gatherFiles } from './gather-files.ts'
export { mendSheets } from './mend-sheets.ts'
