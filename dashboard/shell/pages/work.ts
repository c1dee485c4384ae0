/** Where agents spend their day, with the frame around every page. */
export { ReportsPage } from '../../reports/list/reports-page.tsx'
export { Frame } from '../frame/frame.tsx'
