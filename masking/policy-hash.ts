import type { MaskingPolicy } from './policy.ts'

/** Names a policy in reports: 16 hex digits, the same for the same rules in any order. Not for security. */
export function policyHash({ mode, block, mask, unmask, ignore }: MaskingPolicy): string {
  const lists = [block, mask, unmask, ignore].map((list) => [...new Set(list)].sort())
  const text = JSON.stringify([mode, ...lists])
  return [0x811c9dc5, 0x1b873593].map((seed) => fnv1a(text, seed)).join('')
}

function fnv1a(text: string, seed: number): string {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
