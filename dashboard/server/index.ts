export { ensureFirstUser, renewSignIn, type SignIn } from './first-user.ts'
export { createServer, type DashboardServer, type ServerOptions } from './server.ts'
export type * from './services.ts'
export { ruleView } from './rule-view.ts'
