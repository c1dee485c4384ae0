import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Project } from '@vitrine/protocol'
import { OriginsEditor } from '../../accounts/origins-editor.tsx'
import { projectQuery, useChangeProject } from '../../accounts/project-query.ts'
import { Failure } from '../../shell/failure.tsx'
import { installation } from '../../shell/installation.ts'
import { useMayAs } from '../../shell/me.ts'
import { toast } from '../../shell/toast.ts'
import { CopyCode } from '../../ui/copy-code.tsx'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { Seen } from './seen.tsx'
import classes from './set-up.module.css'
import { npmCode, npmInstall, policyLines, scriptTag } from './snippets.ts'

const route = getRouteApi('/member/projects/$projectId/set-up')

function Origins({ project }: { project: Project }) {
  const change = useChangeProject(project.id)
  const mayChange = useMayAs('admin', project.id)
  const save = (origins: string[]) =>
    change.mutate({ origins }, { onError: (error) => toast.failed('The list was not changed', error) })
  return (
    <Section
      title="1. Allow your site"
      about="Reports are accepted from these addresses only. Scheme, host and port count."
    >
      <fieldset className={classes.plain} disabled={!mayChange}>
        <OriginsEditor
          origins={change.isPending ? (change.variables.origins ?? []) : project.origins}
          onChange={save}
        />
      </fieldset>
      {!mayChange && <p className={classes.hint}>Only admins of the project can change the list.</p>}
    </Section>
  )
}

function Install({ publicKey }: { publicKey: string }) {
  const { server, key } = installation
  return (
    <Section
      title="2. Put the snippet on it"
      about="It waits for the page to be idle, and sends nothing until a visitor does."
    >
      <Tabs defaultValue="tag" keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="tag">Script tag</Tabs.Tab>
          <Tabs.Tab value="npm">npm</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="tag">
          <p className={classes.hint}>Into the head of every page, as high as possible.</p>
          <CopyCode label="Copy script tag" code={scriptTag(server, publicKey)} />
        </Tabs.Panel>
        <Tabs.Panel value="npm">
          <p className={classes.hint}>For bundled apps. Call it once, early.</p>
          <div className={classes.stack}>
            <CopyCode label="Copy install command" code={npmInstall(server)} />
            <CopyCode label="Copy code" code={npmCode(server, publicKey, key)} />
          </div>
        </Tabs.Panel>
      </Tabs>
      <details className={classes.more}>
        <summary>The site has a content security policy</summary>
        <p className={classes.hint}>Add this installation to it:</p>
        <CopyCode label="Copy policy lines" code={policyLines(server)} />
      </details>
    </Section>
  )
}

export function SetUpPage() {
  const { projectId } = route.useParams()
  const { data: project, error, refetch } = useQuery(projectQuery(projectId))
  return (
    <Page title="Set-up" about="Three steps, a minute or two. The last one checks itself.">
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!project && !error && <Skeleton height={420} radius="lg" />}
      {project && (
        <>
          <Origins project={project} />
          <Install publicKey={project.publicKey} />
          <Seen projectId={projectId} />
          <p className={classes.hint}>
            What replays show and what they hide is decided in{' '}
            <Link to="/projects/$projectId/settings" params={{ projectId }}>
              Settings
            </Link>
            .
          </p>
        </>
      )}
    </Page>
  )
}
