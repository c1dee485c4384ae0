import { useState } from 'react'

/**
 * The one-time token of the link that was opened, taken from the part after `#` (which no server sees) or from `?token=`.
 * `isWhole`: it has the length and the letters of one; whether it is good for anything only the server knows.
 */
export function useOneTimeToken(): { token: string; isWhole: boolean } {
  return useState(() => {
    const { hash, search } = window.location
    const token = hash.replace(/^#(token=)?/, '') || (new URLSearchParams(search).get('token') ?? '')
    return { token, isWhole: /^[\w-]{43}$/.test(token) }
  })[0]
}
