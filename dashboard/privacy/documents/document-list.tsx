import { Badge, Menu, UnstyledButton } from '@mantine/core'
import { IconDownload, IconHistory } from '@tabler/icons-react'
import { DocumentFormatName, type DocumentSummary } from '@vitrine/protocol'
import { Row, Rows } from '../../ui/rows.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './documents.module.css'

const formats: Record<DocumentFormatName, string> = {
  html: 'Page, to read or print',
  md: 'Text (Markdown)',
  csv: 'Table for a spreadsheet (CSV)',
  json: 'Data (JSON)',
  jsonld: 'Data in the W3C privacy vocabulary',
  yaml: 'Data for Fides',
}

function DocumentRow({ document, address }: { document: DocumentSummary; address: string }) {
  const { kind, title, purpose, number, publishedAt, gaps } = document
  const at = `${address}/${kind}`
  return (
    <Row>
      <div className={classes.what}>
        <a href={`${at}.html`} target="_blank" rel="noreferrer" className={classes.title}>
          {title}
        </a>
        {gaps > 0 && (
          <Badge variant="light" color="amber" className={classes.gaps}>
            {gaps} not stated
          </Badge>
        )}
        <p>{purpose}</p>
      </div>
      <p className={classes.version}>
        Version {number}, <TimeAgo at={publishedAt} />
      </p>
      <div className={classes.actions}>
        <a href={`${at}/history.html`} target="_blank" rel="noreferrer" aria-label={`Changes: ${title}`}>
          <IconHistory size={18} stroke={1.7} aria-hidden />
          <span>Changes</span>
        </a>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <UnstyledButton className={classes.formats} aria-label={`Formats: ${title}`}>
              <IconDownload size={18} stroke={1.7} aria-hidden />
              <span>Formats</span>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {DocumentFormatName.options.map((format) => (
              <Menu.Item key={format} component="a" href={`${at}.${format}`} target="_blank" rel="noreferrer">
                {formats[format]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </Row>
  )
}

/** Each document with what it is for, its version, and the ways to have it. */
export const DocumentRows = ({ documents, address }: { documents: readonly DocumentSummary[]; address: string }) => (
  <Rows>
    {documents.map((document) => (
      <DocumentRow key={document.kind} document={document} address={address} />
    ))}
  </Rows>
)
