import { makeStore } from '../ui/store.ts'

/** Whether the member is asked to set two-step sign-in up, and whether they would rather not now. */
export const secondStepNeeded = makeStore({ asked: false, putOff: false })

/** An organization has refused a request for the want of it. Where it is set up nobody needs to be led there. */
export function askForSecondStep(): void {
  const { asked, putOff } = secondStepNeeded.get()
  if (!asked && !putOff && window.location.pathname !== '/account') secondStepNeeded.set({ asked: true })
}
