import { Alert } from '@mantine/core'
import { IconPencilQuestion } from '@tabler/icons-react'
import type { DocumentList } from '@vitrine/protocol'
import classes from './documents.module.css'

/** What the law wants stated and nobody has said yet. */
export function Gaps({ gaps }: Pick<DocumentList, 'gaps'>) {
  if (gaps.length === 0) return null
  return (
    <Alert
      className={classes.gapNote}
      color="amber"
      icon={<IconPencilQuestion size={18} />}
      title={gaps.length === 1 ? 'One thing is not stated yet' : `${gaps.length} things are not stated yet`}
    >
      No program knows these. The documents show “Not stated” in their place.
      <details className={classes.gapList}>
        <summary>Show them</summary>
        <ul>
          {gaps.map(({ id, what, why }) => (
            <li key={id}>
              {what} <span>{why}</span>
            </li>
          ))}
        </ul>
      </details>
    </Alert>
  )
}
