/** What is opened now and then. */
export { AccountPage } from '../../accounts/account/account-page.tsx'
export { MembersPage } from '../../accounts/members/members-page.tsx'
export { NewProjectPage } from '../../accounts/projects/new-project-page.tsx'
export { ProjectsPage } from '../../accounts/projects/projects-page.tsx'
export { SettingsPage } from '../../accounts/settings/settings-page.tsx'
export { SetUpPage } from '../../capture/set-up/set-up-page.tsx'
export { ErasuresPage } from '../../privacy/erasures/erasures-page.tsx'
