import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { activateLocale, storedLocale } from './app/i18n.ts'
import { registerServiceWorker } from './app/service-worker.ts'

const container = document.getElementById('root')
if (!container) throw new Error('index.html has no #root')
const root = createRoot(container)
void activateLocale(storedLocale()).then(() => root.render(<App />))
registerServiceWorker()
