import '@fontsource-variable/inter'
import './ui/mantine.css'
import './ui/tokens.css'
import { withoutCodeGeneration } from '@vitrine/protocol'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'

withoutCodeGeneration()

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
