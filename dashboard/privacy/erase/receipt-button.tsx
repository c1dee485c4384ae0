import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { Erasure } from '@vitrine/protocol'

/** Nothing to show before there is a receipt. */
export function ReceiptButton({ erasure: { id, receipt } }: { erasure: Erasure }) {
  if (!id || !receipt) return null
  return (
    <Button
      component="a"
      href={`/v1/data-deletion/${id}/receipt`}
      download={`erasure-${id}.json`}
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      Signed receipt
    </Button>
  )
}
