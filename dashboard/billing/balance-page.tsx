import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Balance } from '@vitrine/protocol'
import { Failure } from '../shell/failure.tsx'
import { mayAdminister, useMe } from '../shell/me.ts'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { AlertSection } from './alert-section.tsx'
import classes from './balance.module.css'
import { dollars, exactDollars } from './dollars.ts'
import { PaymentDialog } from './payment-dialog.tsx'
import { StatementSection } from './statement-section.tsx'
import { balanceQuery } from './use-balance.ts'

const route = getRouteApi('/member/organizations/$organizationId/balance')

function Left({ balance, onPay }: { balance: Balance; onPay: (() => void) | undefined }) {
  return (
    <Section
      title="Balance"
      about="Requests to models are paid from it. Each sets aside what it may cost at most, and gives back the rest."
      aside={
        onPay && (
          <Button variant="default" onClick={onPay}>
            Enter a payment
          </Button>
        )
      }
    >
      <p className={classes.amount} title={exactDollars(balance.amount)}>
        {dollars(balance.amount)}
      </p>
      <p className={classes.hint}>{dollars(balance.setAside)} of it is set aside for requests.</p>
    </Section>
  )
}

/** What an organization has left to spend, and what became of the rest. */
export function BalancePage() {
  const { organizationId } = route.useParams()
  const me = useMe()
  const organization = me.organizations.find(({ id }) => id === organizationId)
  const mayBill = organization && (mayAdminister(me, organization) || organization.role === 'billing-admin')
  const balance = useQuery(balanceQuery(organizationId))
  const [paying, { open, close }] = useDisclosure()
  return (
    <Page title="Balance" about="What is left to spend on models, and what it was spent on.">
      {balance.isError && <Failure error={balance.error} retry={() => void balance.refetch()} />}
      {balance.isPending && <Skeleton height={160} radius="lg" />}
      {balance.data && <Left balance={balance.data} onPay={me.platformAdmin ? open : undefined} />}
      {balance.data && mayBill && <AlertSection organizationId={organizationId} below={balance.data.alertBelow} />}
      {mayBill && <StatementSection organizationId={organizationId} />}
      <PaymentDialog organizationId={organizationId} opened={paying} onClose={close} />
    </Page>
  )
}
