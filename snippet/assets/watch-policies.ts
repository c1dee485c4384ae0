import { mayConnect } from './connect-policy.ts'

/** What forbids this page to ask: policies in its head, and those that a refusal of ours has named. */
export function watchPolicies() {
  const heads = [...document.querySelectorAll<HTMLMetaElement>('meta[http-equiv=content-security-policy i]')]
  const policies = heads.map(({ content }) => content)
  const hear = ({ effectiveDirective, originalPolicy }: SecurityPolicyViolationEvent) => {
    if (effectiveDirective === 'connect-src' && !policies.includes(originalPolicy)) policies.push(originalPolicy)
  }
  document.addEventListener('securitypolicyviolation', hear)
  return {
    allow: (url: URL): boolean => mayConnect(policies, url, location.origin),
    stop: () => document.removeEventListener('securitypolicyviolation', hear),
  }
}
