import type { Erasure } from '@vitrine/protocol'
import { DownloadLink } from '../../shell/download-link.tsx'

/** Nothing to show before there is a receipt. */
export function ReceiptButton({ erasure: { id, receipt } }: { erasure: Erasure }) {
  if (!id || !receipt) return null
  return (
    <DownloadLink href={`/v1/data-deletion/${id}/receipt`} name={`erasure-${id}.json`}>
      Signed receipt
    </DownloadLink>
  )
}
