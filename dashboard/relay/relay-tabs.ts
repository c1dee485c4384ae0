/** The pages of the relay, in the order in which they are needed. */
export const relayTabs = [
  { to: '/organizations/$organizationId/relay', label: 'Start', exact: true },
  { to: '/organizations/$organizationId/relay/keys', label: 'Keys', exact: false },
  { to: '/organizations/$organizationId/relay/limits', label: 'Limits', exact: false },
  { to: '/organizations/$organizationId/relay/playground', label: 'Playground', exact: false },
  { to: '/organizations/$organizationId/relay/requests', label: 'Requests', exact: false },
  { to: '/organizations/$organizationId/relay/usage', label: 'Usage', exact: false },
  { to: '/organizations/$organizationId/relay/prices', label: 'Prices', exact: false },
  { to: '/organizations/$organizationId/relay/own', label: 'Own credentials', exact: false },
  { to: '/organizations/$organizationId/relay/webhooks', label: 'Webhooks', exact: false },
] as const
