import { useState } from 'react'

/**
 * The one-time token of the link that was opened, taken from the part after `#` (which no server sees) or from `?token=`.
 * Empty: the link is incomplete.
 */
export function useOneTimeToken(): string {
  return useState(() => {
    const { hash, search } = window.location
    return hash.replace(/^#(token=)?/, '') || (new URLSearchParams(search).get('token') ?? '')
  })[0]
}
