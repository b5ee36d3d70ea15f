import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSystem, type System } from '../../cli/compose.ts'
import { type Office, openOffice } from '../../cli/services.ts'
import { CHROMIUM_FLAGS, requireChromium } from '../../crawlers/fetch/browser.ts'
import { parsePlatform, shippedPlatforms } from '../../crawlers/platforms/load.ts'
import { createServer, type DashboardServer, type SignIn } from '../../dashboard/server/index.ts'
import { MARKET_TODAY, PLATFORMS, type RunningMarket, startMarket, writeRegistry } from '../../demo/index.ts'
import { projectRoot } from '../../domain/index.ts'

const OFFICE_SCREEN = { width: 1366, height: 768 }
const PATIENCE = { timeout: 120_000 }

let folder: string
let market: RunningMarket
let system: System
let office: Office
let server: DashboardServer
let url: string
let signIn: SignIn
let browser: Browser
const problems: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dashboard-e2e-'))
  const web = join(folder, 'web')
  await build({ root: fileURLToPath(new URL('dashboard/web', projectRoot)), logLevel: 'error', build: { outDir: web, emptyOutDir: true } })
  market = await startMarket()
  const registry = join(folder, 'registry')
  await mkdir(registry)
  writeRegistry(registry)
  const platforms = await Promise.all(
    PLATFORMS.map(async (id) => {
      const file = join(shippedPlatforms, `${id}.yaml`)
      return parsePlatform((await readFile(file, 'utf8')).replaceAll(/127\.0\.0\.1:\d+/g, new URL(market.origins[id]).host), file)
    }),
  )
  system = await openSystem({ data: join(folder, 'data') })
  const offset = Date.parse(`${MARKET_TODAY}T09:00:00+08:00`) - Date.now()
  office = await openOffice({
    system,
    platforms,
    registry,
    clock: { now: () => new Date(Date.now() + offset) },
    onError: (error) => problems.push(String(error)),
  })
  server = createServer(office.services, {
    firstUserMustChangePassword: false,
    pages: pathToFileURL(`${web}/`),
    onError: (error, path) => problems.push(`${path}: ${String(error)}`),
  })
  const listening = await server.listen(0)
  url = listening.url
  signIn = listening.firstSignIn ?? { name: '', password: '' }
  browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], executablePath: requireChromium('this test looks at the pages') })
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await office?.sweeps.close()
  await system?.close()
  await market?.close()
  await rm(folder, { recursive: true })
})

/** A window of its own, signed in. */
async function openDesk(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: OFFICE_SCREEN, locale: 'zh-CN' })
  const page = await context.newPage()
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) problems.push(`asked ${request.url()}`)
  })
  await page.goto(url)
  await page.getByLabel('用户名').fill(signIn.name)
  await page.getByLabel('密码').fill(signIn.password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').waitFor()
  return { context, page }
}

const decidedOn = async () => (await system.store.listFindings({ state: 'decided' }, { limit: 100 })).rows
const openAddress = (page: Page) => decodeURIComponent(new URL(page.url()).pathname.split('/')[2] ?? '')

describe('an officer', () => {
  it('starts a sweep, sees findings arrive, decides on ten by keyboard, finds them decided after a reload, and takes one back', async () => {
    const { context, page } = await openDesk()

    // Nothing there yet: the page says what to do.
    await page.getByRole('heading', { name: '还没有线索' }).waitFor()
    await page.getByRole('link', { name: '去发起巡查' }).click()
    await page.getByRole('button', { name: '发起巡查' }).click()
    await page.locator('.card.running').waitFor()
    expect((await system.store.listSweeps({ state: 'running' })).map(({ platforms }) => platforms)).toEqual([[...PLATFORMS]])

    // Findings arrive by themselves.
    await page.getByRole('link', { name: /^队列/ }).click()
    await page.locator('tbody tr').first().waitFor(PATIENCE)
    await expect.poll(() => page.locator('tbody tr').count(), PATIENCE).toBeGreaterThan(11)
    await page
      .locator('.top .live')
      .getByText(/巡查中/)
      .waitFor()

    // Ten decisions, hands on the keyboard.
    await page.keyboard.press('Enter')
    const expected = new Map<string, string>()
    const keys = ['1', '2', '4', '3']
    const outcomes: Record<string, string> = { '1': 'case', '2': 'order', '3': 'dismiss', '4': 'doubt' }
    for (let n = 0; n < 10; n++) {
      await page.locator('.panes').waitFor()
      const id = openAddress(page)
      const key = keys[n % keys.length]!
      expected.set(id, outcomes[key]!)
      await page.keyboard.press(key)
      // Dismissing asks for the reason: the second is “not similar”.
      if (key === '3') {
        await page.getByRole('group', { name: '排除理由' }).waitFor()
        await page.keyboard.press('2')
      }
      await expect.poll(() => openAddress(page)).not.toBe(id)
    }
    expect(expected.size).toBe(10)
    await page.getByText('已保存').waitFor()

    // They stayed: in the store, and on the screen after a reload.
    await expect.poll(async () => (await decidedOn()).length).toBe(10)
    expect(new Map((await decidedOn()).map(({ id, decided }) => [id, decided]))).toEqual(expected)
    await page.goto(url)
    const group = page.getByRole('group', { name: '待处理' })
    for (const [name, count] of [
      ['立案线索', 3],
      ['责令改正', 3],
      ['排除', 2],
      ['存疑', 2],
    ] as const)
      await group.getByRole('button', { name: `${name} ${count}` }).waitFor()
    const [first] = expected.keys()
    await page.goto(`${url}/findings/${first}`)
    await page.locator('.decisions').getByText('立案线索').waitFor()

    // One is taken back, by keyboard too.
    await page.keyboard.press('z')
    await page.locator('.decisions').getByText('撤销决定').waitFor()
    await expect.poll(async () => (await decidedOn()).length).toBe(9)
    expect((await system.store.getFinding(first!))?.decided).toBeUndefined()
    expect((await system.store.decisionsOn(first!)).map(({ outcome }) => outcome)).toEqual(['case', 'reopen'])

    // The sweep is stopped from the page and can be gone on with.
    await page.goto(`${url}/sweeps`)
    if ((await system.store.listSweeps({ state: 'running' })).length > 0) {
      await page.getByRole('button', { name: '停止' }).click()
      await page.getByText('已中断').waitFor(PATIENCE)
      await page.getByRole('button', { name: '继续' }).waitFor()
    }
    await context.close()
    expect(problems).toEqual([])
  })

  it('sees every mark where its evidence says, and the reason of a mark under the pointer', async () => {
    const { context, page } = await openDesk()
    const { rows } = await system.store.listFindings({ state: 'open' }, { limit: 30 })
    const marked = rows.find(({ evidence }) => evidence.some(({ field }) => field === 'title'))!
    const shown = marked.evidence.find(({ field }) => field === 'title')!
    await page.goto(`${url}/findings/${marked.id}`)
    const mark = page.locator('.listing-title mark', { hasText: shown.text }).first()
    await mark.hover()
    await page.getByRole('tooltip').getByText(shown.reason).waitFor()
    await context.close()
  })

  it('is not disturbed by single keys while typing', async () => {
    const { context, page } = await openDesk()
    const before = (await decidedOn()).length
    await page.locator('tbody tr').first().waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.panes').waitFor()
    const id = openAddress(page)
    await page.keyboard.press('n')
    await page.keyboard.type('1234jkz')
    expect(await page.getByLabel('备注').inputValue()).toBe('1234jkz')
    expect(openAddress(page)).toBe(id)
    expect((await decidedOn()).length).toBe(before)
    // Enter leaves the note, which then goes with the decision.
    await page.keyboard.press('Enter')
    await page.keyboard.press('4')
    await expect
      .poll(async () => (await system.store.decisionsOn(id)).map(({ outcome, note }) => [outcome, note]).at(-1))
      .toEqual(['doubt', '1234jkz'])
    await context.close()
  })

  it('who is slower sees the decision of the faster one, and nothing of it is overwritten', async () => {
    const [slow, fast] = await Promise.all([openDesk(), openDesk()])
    const [open] = (await system.store.listFindings({ state: 'open' }, { limit: 1 })).rows
    for (const { page } of [slow, fast]) {
      await page.goto(`${url}/findings/${open!.id}`)
      await page.locator('.panes').waitFor()
    }
    await fast.page.keyboard.press('2')
    await fast.page.getByText('已保存').waitFor()
    await slow.page.keyboard.press('1')
    await slow.page.getByRole('alert').getByText('已先行决定：责令改正').waitFor()
    expect((await system.store.getFinding(open!.id))?.decided).toBe('order')
    await slow.context.close()
    await fast.context.close()
  })

  it('whose connection breaks is told, and loses no decision', async () => {
    const { context, page } = await openDesk()
    const [open] = (await system.store.listFindings({ state: 'open' }, { limit: 1 })).rows
    await page.goto(`${url}/findings/${open!.id}`)
    await page.locator('.panes').waitFor()
    const before = (await system.store.decisionsOn(open!.id)).length
    await page.route('**/decisions', (route) => route.abort())
    await page.keyboard.press('1')
    await page.getByText('1 条待保存').waitFor()
    expect(await page.getByText('已保存').count()).toBe(0)
    expect((await system.store.getFinding(open!.id))?.decided).toBeUndefined()
    await page.unroute('**/decisions')
    await page.reload()
    await expect.poll(async () => (await system.store.getFinding(open!.id))?.decided).toBe('case')
    expect(await system.store.decisionsOn(open!.id)).toHaveLength(before + 1)
    await context.close()
  })

  it('who is new gets a password once, must choose his own, and then sees the queue and no users', async () => {
    const { context, page } = await openDesk()
    await page.goto(`${url}/account`)
    const form = page.locator('form', { has: page.getByRole('button', { name: '添加用户' }) })
    await form.getByLabel('用户名').fill('li.na')
    await form.getByLabel('姓名').fill('李娜')
    await form.getByRole('button', { name: '添加用户' }).click()
    const password = (await page.locator('.secret').textContent()) ?? ''
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByRole('heading', { name: '登录' }).waitFor()
    await page.getByLabel('用户名').fill('li.na')
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '首次登录' }).waitFor()
    await page.getByLabel('当前密码').fill(password)
    await page.getByLabel('新密码', { exact: true }).fill('a password of mine')
    await page.getByLabel('再次输入新密码').fill('a password of mine')
    await page.keyboard.press('Enter')
    await page.locator('tbody tr').first().waitFor()
    await page.goto(`${url}/account`)
    await page.getByRole('heading', { name: '修改密码' }).waitFor()
    expect(await page.getByRole('button', { name: '添加用户' }).count()).toBe(0)
    await context.close()
  })

  it('reads every page in Chinese and in English without an error', async () => {
    const { context, page } = await openDesk()
    for (const language of ['中文', 'English']) {
      await page.goto(`${url}/account`)
      await page.locator('select').first().selectOption({ label: language })
      for (const path of ['', 'sweeps', 'rules', 'registry', 'compare', 'account']) {
        await page.goto(`${url}/${path}`)
        await page.locator('main h2, main table, main form').first().waitFor()
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(OFFICE_SCREEN.width)
      }
    }
    await context.close()
    expect(problems).toEqual([])
  })
})
