import { useEffect, useState } from 'react'

async function write(text: string): Promise<boolean> {
  // Browsers offer the clipboard in secure contexts only; an installation on a plain http address has the old way.
  if (navigator.clipboard)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}

/** `copied` stays true for two seconds after a copy that worked. */
export function useCopy(): { copied: boolean; copy: (text: string) => Promise<boolean> } {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (text: string) => {
    const done = await write(text)
    setCopied(done)
    return done
  }
  return { copied, copy }
}
