import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readAuditSearch } from '../accounts/audit/audit-search.ts'
import { readReportSearch } from '../reports/list/report-search.ts'
import { reportsQuery } from '../reports/list/reports-query.ts'
import { reportQuery } from '../reports/report-query.ts'
import { meQuery } from './me.ts'
import { member, root, work } from './member-route.ts'
import { relayRoutes } from './relay-routes.ts'

const entrance = () => import('./pages/entrance.ts')
const manage = () => import('./pages/manage.ts')

type SignInSearch = { next?: string; problem?: string; changed?: true }
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  /** `problem`: why an organization's sign-on did not let somebody in. `changed`: the password was, just before. */
  validateSearch: ({ next, problem, changed }: Record<string, unknown>): SignInSearch => ({
    ...(typeof next === 'string' && { next }),
    ...(typeof problem === 'string' && { problem }),
    ...(changed === true && { changed }),
  }),
  component: lazyRouteComponent(entrance, 'SignInPage'),
})
const firstAdmin = createRoute({
  getParentRoute: () => root,
  path: '/first-admin',
  component: lazyRouteComponent(entrance, 'FirstAdminPage'),
})
const acceptInvite = createRoute({
  getParentRoute: () => root,
  path: '/accept-invite',
  component: lazyRouteComponent(entrance, 'AcceptInvitePage'),
})

const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(entrance, 'ForgotPage'),
})
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(entrance, 'ResetPage'),
})
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(entrance, 'RegisterPage'),
})
const confirmRegistration = createRoute({
  getParentRoute: () => root,
  path: '/register/confirm',
  component: lazyRouteComponent(entrance, 'ConfirmRegistrationPage'),
})
const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: '/confirm-email',
  component: lazyRouteComponent(entrance, 'ConfirmEmailPage'),
})
const visitor = createRoute({
  getParentRoute: () => root,
  path: '/visitor',
  component: lazyRouteComponent(entrance, 'VisitorPage'),
})
const verifyReceipt = createRoute({
  getParentRoute: () => root,
  path: '/receipts/verify',
  component: lazyRouteComponent(entrance, 'VerifyPage'),
})

const home = createRoute({
  getParentRoute: () => member,
  path: '/',
  beforeLoad: async ({ context: { queries } }) => {
    const [only, ...others] = (await queries.ensureQueryData(meQuery)).projects
    if (only && others.length === 0)
      throw redirect({ to: '/projects/$projectId/reports', params: { projectId: only.id }, replace: true })
  },
  component: lazyRouteComponent(manage, 'ProjectsPage'),
})
const newProject = createRoute({
  getParentRoute: () => member,
  path: '/projects/new',
  component: lazyRouteComponent(manage, 'NewProjectPage'),
})
const account = createRoute({
  getParentRoute: () => member,
  path: '/account',
  component: lazyRouteComponent(manage, 'AccountPage'),
})
const reports = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId/reports',
  validateSearch: readReportSearch,
  loaderDeps: ({ search }) => search,
  // Only begun here: the page shows by itself how far it is.
  loader: ({ context: { queries }, params: { projectId }, deps }) =>
    void queries.prefetchInfiniteQuery(reportsQuery(projectId, deps)),
  component: lazyRouteComponent(work, 'ReportsPage'),
})
const setUp = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId/set-up',
  component: lazyRouteComponent(manage, 'SetUpPage'),
})
const members = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId/members',
  component: lazyRouteComponent(manage, 'MembersPage'),
})
const settings = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId/settings',
  component: lazyRouteComponent(manage, 'SettingsPage'),
})
const documents = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId/documents',
  component: lazyRouteComponent(manage, 'DocumentsPage'),
})
const organizationDocuments = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/privacy',
  component: lazyRouteComponent(manage, 'OrganizationDocumentsPage'),
})
const installationDocuments = createRoute({
  getParentRoute: () => member,
  path: '/administration/documents',
  component: lazyRouteComponent(manage, 'InstallationDocumentsPage'),
})
const erasures = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId/erasures',
  component: lazyRouteComponent(manage, 'ErasuresPage'),
})
const exports = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId/exports',
  component: lazyRouteComponent(manage, 'ExportsPage'),
})
const organizationMembers = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/members',
  component: lazyRouteComponent(manage, 'OrganizationMembersPage'),
})
const organizationSettings = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/settings',
  component: lazyRouteComponent(manage, 'OrganizationSettingsPage'),
})
const signOn = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/sign-on',
  component: lazyRouteComponent(manage, 'SignOnPage'),
})
const organizations = createRoute({
  getParentRoute: () => member,
  path: '/administration/organizations',
  component: lazyRouteComponent(manage, 'OrganizationsPage'),
})
const drift = createRoute({
  getParentRoute: () => member,
  path: '/administration/drift',
  component: lazyRouteComponent(manage, 'DriftPage'),
})
const retention = createRoute({
  getParentRoute: () => member,
  path: '/administration/retention',
  component: lazyRouteComponent(manage, 'RetentionPage'),
})
const quality = createRoute({
  getParentRoute: () => member,
  path: '/administration/quality',
  component: lazyRouteComponent(manage, 'QualityPage'),
})
const report = createRoute({
  getParentRoute: () => member,
  path: '/reports/$reportId',
  /** `t`: the moment of the replay to open at, in ms from its start. */
  validateSearch: ({ t }: Record<string, unknown>): { t?: number } =>
    typeof t === 'number' && Number.isFinite(t) && t >= 0 ? { t } : {},
  loader: ({ context: { queries }, params: { reportId } }) => void queries.prefetchQuery(reportQuery(reportId)),
  component: lazyRouteComponent(() => import('../reports/report/report-page.tsx'), 'ReportPage'),
})

const organizationAudit = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(manage, 'OrganizationAuditPage'),
})
const administrationAudit = createRoute({
  getParentRoute: () => member,
  path: '/administration/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(manage, 'AdministrationAuditPage'),
})
const keys = createRoute({
  getParentRoute: () => member,
  path: '/administration/keys',
  component: lazyRouteComponent(manage, 'KeysPage'),
})

export const routes = root.addChildren([
  signIn,
  firstAdmin,
  acceptInvite,
  forgot,
  reset,
  register,
  confirmRegistration,
  confirmEmail,
  visitor,
  verifyReceipt,
  member.addChildren([
    home,
    newProject,
    account,
    reports,
    setUp,
    members,
    settings,
    documents,
    installationDocuments,
    organizationDocuments,
    erasures,
    exports,
    organizationMembers,
    organizationSettings,
    signOn,
    organizations,
    report,
    organizationAudit,
    administrationAudit,
    keys,
    drift,
    retention,
    quality,
    ...relayRoutes,
  ]),
])
