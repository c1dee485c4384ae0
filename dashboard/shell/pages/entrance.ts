/** Pages of somebody who is not inside yet. */
export { AcceptInvitePage } from '../../accounts/accept-invite/accept-invite-page.tsx'
export { ConfirmEmailPage } from '../../accounts/entrance/confirm-email-page.tsx'
export { ConfirmRegistrationPage } from '../../accounts/entrance/confirm-registration-page.tsx'
export { ForgotPage } from '../../accounts/entrance/forgot-page.tsx'
export { RegisterPage } from '../../accounts/entrance/register-page.tsx'
export { ResetPage } from '../../accounts/entrance/reset-page.tsx'
export { FirstAdminPage } from '../../accounts/first-admin/first-admin-page.tsx'
export { SignInPage } from '../../accounts/sign-in/sign-in-page.tsx'
