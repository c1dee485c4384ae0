/** Pages of somebody who is not inside yet. */
export { AcceptInvitePage } from '../../accounts/accept-invite/accept-invite-page.tsx'
export { FirstAdminPage } from '../../accounts/first-admin/first-admin-page.tsx'
export { SignInPage } from '../../accounts/sign-in/sign-in-page.tsx'
