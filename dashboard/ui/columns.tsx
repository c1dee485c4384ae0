import classes from './columns.module.css'
import { ScrollRegion } from './scroll-region.tsx'

/** `value` gives the height, `said` the words; nothing where nothing was. */
export type Column = { readonly name: string; readonly value: number; readonly said: string }

/** A value over time, a column each. Whoever can't see it, or wants the figures, opens them as a table. */
export function Columns({ label, columns }: { label: string; columns: readonly Column[] }) {
  const most = Math.max(...columns.map(({ value }) => value), Number.EPSILON)
  return (
    <figure className={classes.figure}>
      <div className={classes.columns} aria-hidden>
        {columns.map(({ name, value, said }) => (
          <span key={name} title={`${name}: ${said}`}>
            <i style={{ height: `${(100 * value) / most}%` }} data-some={value > 0 || undefined} />
          </span>
        ))}
      </div>
      <div className={classes.ends} aria-hidden>
        <span>{columns[0]?.name}</span>
        <span>{columns.at(-1)?.name}</span>
      </div>
      <details className={classes.figures}>
        <summary>{label}, as a table</summary>
        <ScrollRegion className={classes.table} label={label}>
          <table>
            <tbody>
              {columns.map(({ name, said }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{said}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </figure>
  )
}
