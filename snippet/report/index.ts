/** The dialog, loaded when it is first needed. */
export { openDialog } from './dialog.ts'
export { showOffer } from './offer.ts'
