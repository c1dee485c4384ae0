import classes from './ranking.module.css'

type Ranked = { readonly id: string; readonly name: string; readonly value: number; readonly said: string }

/** Who has most of something: a line each, the largest first. */
export function Ranking({ label, lines }: { label: string; lines: readonly Ranked[] }) {
  const sorted = lines.toSorted((a, b) => b.value - a.value)
  const most = Math.max(sorted[0]?.value ?? 0, Number.EPSILON)
  return (
    <ol className={classes.ranking} aria-label={label}>
      {sorted.map(({ id, name, value, said }) => (
        <li key={id}>
          <span>{name}</span>
          <b>{said}</b>
          <i aria-hidden style={{ width: `${(100 * value) / most}%` }} />
        </li>
      ))}
    </ol>
  )
}
