/**
 * The tag that installs the snippet. `server` is the address of this installation. Without `crossorigin` browsers hide
 * from the page what fails below a function that the snippet watches.
 */
export const scriptTag = (server: string, publicKey: string): string =>
  `<script async crossorigin src="${server}/v.js" data-project="${publicKey}"></script>`

/** The installation serves the package itself, so that it always fits the server. */
export const npmInstall = (server: string): string => `npm install ${server}/vitrine/snippet.tgz`

/** The same for bundled apps. `installationKey` is JSON: with it the snippet trusts this installation's masking rules. */
export const npmCode = (server: string, publicKey: string, installationKey: string): string =>
  `import { Vitrine } from '@vitrine/snippet'

Vitrine.init({
  key: '${publicKey}',
  server: '${server}',
  installation: ${installationKey},
})`

/** What a site with a content security policy of its own has to add to it. */
export const policyLines = (server: string): string => `script-src ${server};
worker-src blob:;
connect-src ${server};`
