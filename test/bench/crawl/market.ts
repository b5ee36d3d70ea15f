// The pages that all are measured on: node market.js PAGES
import { startBulkMarket } from '../../../demo/index.ts'
import { printReport } from './report.ts'

const market = await startBulkMarket({ listings: Number(process.argv[2]) })
printReport({ origin: market.origin })
