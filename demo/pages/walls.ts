import { escape } from './html.ts'

/** What stands where a page was expected, in the words of the platform. */
export interface WallPage {
  status: number
  /** Path to be sent to instead. */
  location?: string
  body: string
}

function small(title: string, style: string, body: string): string {
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="CHARSET"><title>${title}</title><link rel="stylesheet" href="${style}"></head><body>${body}</body></html>`
}

/** The login page of the mall, to which walled items send. */
export function loginPage(site: string, style: string, back: string): string {
  return small(
    `登录 - ${site}`,
    style,
    `<div class="gate"><h1>${site}</h1><form action="/login" method="post"><h2>账户登录</h2><p class="hint">亲，请登录后继续访问</p><label>账号 <input name="username" placeholder="手机号/会员名"></label><label>密码 <input type="password" name="password" placeholder="请输入登录密码"></label><input type="hidden" name="redirect" value="${escape(back)}"><button>登 录</button><p><a href="/register">免费注册</a> <a href="/forgot">忘记密码</a></p></form></div>`,
  )
}

export function captchaPage(site: string, style: string): string {
  return small(
    '安全验证',
    style,
    `<div class="gate"><h1>${site}</h1><div class="captcha" id="nc_1_wrapper"><h2>请完成安全验证</h2><p>检测到您的网络环境存在异常，请拖动滑块完成拼图后继续访问</p><div class="slider"><span class="slider-btn">&gt;&gt;</span><span>请按住滑块，拖动到最右边</span></div></div></div>`,
  )
}

export function codeCaptchaPage(site: string, style: string): string {
  return small(
    '请输入验证码',
    style,
    `<table class="gate" align="center"><tr><td><h2>${site} - 访问验证</h2><p>您的操作过于频繁，请输入验证码后继续：</p><form method="post" action="/verify.asp"><img src="/img/code.png" alt="验证码" width="90" height="30"> <input name="verifycode" size="6"> <input type="submit" value="提交验证"></form></td></tr></table>`,
  )
}

export function blockedPage(site: string, style: string): string {
  return small(
    '403 访问被拒绝',
    style,
    `<div class="gate"><h1>访问被拒绝</h1><p>抱歉，由于您的访问违反了${site}的安全策略，本次请求已被拦截。</p><p>请求编号 7f3a-0021</p></div>`,
  )
}

export function goneBody(words: string): string {
  return `<div class="gone"><h2>${words}</h2><p>您可以：</p><ul><li><a href="/">返回首页</a></li><li>检查链接是否正确</li><li>看看其他商品</li></ul></div>`
}
