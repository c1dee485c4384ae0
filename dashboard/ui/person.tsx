import { Avatar } from '@mantine/core'

const colors = ['petrol', 'blue', 'plum', 'green', 'amber'] as const

const colorFor = (name: string) => {
  let sum = 0
  for (const letter of name) sum += letter.codePointAt(0) ?? 0
  return colors[sum % colors.length] ?? 'petrol'
}

const initials = (name: string) => {
  const words = name.trim().split(/\s+/)
  const [first, last] = [words[0] ?? '?', words.length > 1 ? words.at(-1) : '']
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

/** A member as a round mark. The name is read out and shown on hover unless it stands beside. */
export function Person({ name, size = 24, beside = false }: { name: string; size?: number; beside?: boolean }) {
  const label = beside ? { 'aria-hidden': true } : { title: name, role: 'img', 'aria-label': name }
  return (
    <Avatar size={size} color={colorFor(name)} {...label}>
      {initials(name)}
    </Avatar>
  )
}
