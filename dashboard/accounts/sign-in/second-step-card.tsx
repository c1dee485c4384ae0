import { Mark } from '../../shell/frame/mark.tsx'
import { CardPage } from '../../ui/card-page.tsx'
import { SecondStepForm } from './second-step-form.tsx'

type Props = { onEnter: () => void; onBack: () => void }

/** In place of a form that was taken and leaves the second step owed: a page of its own, so that its field has the focus. */
export const SecondStepCard = (props: Props) => (
  <CardPage
    title="One more step"
    about="Open your authenticator app and enter the code that it shows. A recovery code works as well."
    mark={<Mark size={40} />}
  >
    <SecondStepForm {...props} />
  </CardPage>
)
