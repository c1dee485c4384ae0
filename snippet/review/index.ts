/** The review before sending, loaded when the customer asks for it. */
export { openReview } from './review.ts'
