import { Button, Skeleton } from '@mantine/core'
import { IconPackageExport } from '@tabler/icons-react'
import type { ErasureSubject } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Rows } from '../../ui/rows.tsx'
import { ExportRow } from './export-row.tsx'
import classes from './exports.module.css'
import { useExports } from './use-exports.ts'

type Props = {
  address: string
  subject: ErasureSubject
  action: string
  empty: string
  /** One section among others, which need not be filled while there is nothing. */
  among?: boolean
}

/** Asking for a copy, and those there are. */
export function ExportList({ address, subject, action, empty, among = false }: Props) {
  const { list, ask, remove } = useExports(address, subject)
  return (
    <>
      <Button
        className={classes.ask}
        leftSection={<IconPackageExport size={18} aria-hidden />}
        loading={ask.isPending}
        onClick={() => ask.mutate()}
      >
        {action}
      </Button>
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={120} radius="lg" />}
      {list.data?.length === 0 && among && <p className={classes.about}>No copies at the moment. {empty}</p>}
      {list.data?.length === 0 && !among && (
        <Empty icon={<IconPackageExport size={24} />} title="No copies at the moment">
          {empty}
        </Empty>
      )}
      {list.data && list.data.length > 0 && (
        <Rows>
          {list.data.map((one) => (
            <ExportRow key={one.id} one={one} onDelete={() => remove.mutate(one.id)} />
          ))}
        </Rows>
      )}
    </>
  )
}
