import { browserKey, operational, personal } from '@vitrine/ledger'

/** Says for ten minutes who is signed in; signed, unreadable for scripts, sent to this installation only. */
export const accessCookie = browserKey('vitrine_access', {
  store: 'cookie',
  room: 'dashboard',
  what: 'Shows that you are signed in.',
  holds: operational('secret'),
  ttl: { seconds: 600, why: 'Renewed while you work.' },
  consent: 'necessary',
})

/** Works once: each renewal replaces it, and an old one that comes back ends the sign-in. */
export const refreshCookie = browserKey('vitrine_refresh', {
  store: 'cookie',
  room: 'dashboard',
  what: 'Renews your sign-in, so that you need not type your password every ten minutes.',
  holds: operational('secret'),
  ttl: { seconds: 30 * 86_400, why: 'A sign-in lasts 30 days from its last use.' },
  consent: 'necessary',
})

/** Tells a browser that a member has signed in with from one that anybody may use to guess their password. */
export const deviceCookie = browserKey('vitrine_browser', {
  store: 'cookie',
  room: 'dashboard',
  what: 'Shows that you have signed in with this browser before, so that strangers who guess at your password can’t lock you out of it.',
  holds: operational('secret'),
  ttl: { seconds: 180 * 86_400, why: 'From the last sign-in with this browser.' },
  consent: 'necessary',
})

/** Between the password and the code of an authenticator app. */
export const secondStepCookie = browserKey('vitrine_second_step', {
  store: 'cookie',
  room: 'dashboard',
  what: 'Remembers between the two steps of signing in that the first one is done.',
  holds: operational('secret'),
  ttl: { seconds: 300, why: 'Long enough to open the authenticator app.' },
  consent: 'necessary',
})

/** Sent along when the identity provider leads back here, which counts as coming from another site. */
export const signOnCookie = browserKey('vitrine_sign_on', {
  store: 'cookie',
  room: 'dashboard',
  what: 'Makes sure that it is this browser that comes back from your organization’s identity provider.',
  holds: operational('secret'),
  ttl: { seconds: 600, why: 'Long enough to sign in there.' },
  consent: 'necessary',
})

export const colourScheme = browserKey('vitrine:colour-scheme', {
  store: 'localStorage',
  room: 'dashboard',
  what: 'Whether you chose the light or the dark look.',
  holds: operational('configuration'),
  ttl: { seconds: 365 * 86_400, why: 'Until you choose again or clear the browser’s storage.' },
  consent: 'necessary',
})

export const replayPreferences = browserKey('vitrine:replay', {
  store: 'localStorage',
  room: 'dashboard',
  what: 'How fast you last played replays, and whether inactivity was skipped.',
  holds: operational('configuration'),
  ttl: { seconds: 365 * 86_400, why: 'Until you choose again or clear the browser’s storage.' },
  consent: 'necessary',
})

/** Written by the dashboard's router. */
export const scrollPlaces = browserKey('tsr-scroll-restoration-v1_3', {
  store: 'sessionStorage',
  room: 'dashboard',
  what: 'How far you had scrolled, so that going back shows the same place.',
  holds: operational('configuration'),
  ttl: { seconds: 86_400, why: 'Until the tab is closed.' },
  consent: 'necessary',
})

/** Written by the dashboard's router. `{file}` is a part of the dashboard that could not be loaded. */
export const reloadedOnce = browserKey('tanstack_router_reload:{file}', {
  store: 'sessionStorage',
  room: 'dashboard',
  what: 'That the page was reloaded because a newer version of it is there, so that it happens once only.',
  holds: operational('operation'),
  ttl: { seconds: 86_400, why: 'Until the tab is closed.' },
  consent: 'necessary',
})

/** `{key}` is the project's public key. */
export const policyCache = browserKey('vitrine:policy:{key}', {
  store: 'localStorage',
  room: 'snippet',
  what: 'The site’s signed masking rules, so that they apply from the first moment of the next page.',
  holds: operational('configuration'),
  ttl: { seconds: 86_400, why: 'Older rules are not trusted: everything is masked until fresh ones arrive.' },
  consent: 'necessary',
})

/** `{key}` is the project's public key. The database goes when its last report does. */
export const waitingReports = browserKey('vitrine:outbox:{key}', {
  store: 'indexedDB',
  room: 'snippet',
  what: 'Reports that you have sent and that have not arrived yet, masked, until they do.',
  holds: personal('content', { masked: true }),
  ttl: { seconds: 7 * 86_400, why: 'A connection comes back within days; after that the report is of no use.' },
  consent: 'necessary',
})

/** `{key}` is the project's public key. */
export const waitingFlag = browserKey('vitrine:waiting:{key}', {
  store: 'localStorage',
  room: 'snippet',
  what: 'That a report you have sent is still waiting to be sent.',
  holds: operational('operation'),
  ttl: { seconds: 7 * 86_400, why: 'It goes with the last report that waits.' },
  consent: 'necessary',
})
