import { toJson } from '../boot/json.ts'

type TypePolicy = { createScriptURL: (url: string) => string }
type TypePolicies = { createPolicy: (name: string, rules: TypePolicy) => TypePolicy }

/** Passes Trusted Types where the page demands them and allows a policy called `vitrine`. */
const trust = `(u=>self.trustedTypes?trustedTypes.createPolicy("vitrine",{createScriptURL:x=>x}).createScriptURL(u):u)`

let policy: TypePolicy | undefined

function trusted(url: string): string {
  const policies = (globalThis as { trustedTypes?: TypePolicies }).trustedTypes
  policy ??= policies?.createPolicy('vitrine', { createScriptURL: (given) => given })
  return policy ? policy.createScriptURL(url) : url
}

/** Workers have to come from the page's own origin: a script of another one is imported by a worker made here. */
function byImport(url: string): Worker {
  const code = `importScripts(${trust}(${toJson(url)}))`
  const blob = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  setTimeout(() => URL.revokeObjectURL(blob), 10_000)
  return new Worker(trusted(blob), { name: 'vitrine' })
}

/** Starts the worker; throws where the page's rules forbid it at once. They may also do so later, as an `error`. */
export function startWorker(source: string | (() => Worker)): Worker {
  if (typeof source !== 'string') return source()
  const sameOrigin = new URL(source).origin === location.origin
  return sameOrigin ? new Worker(trusted(source), { name: 'vitrine' }) : byImport(source)
}
