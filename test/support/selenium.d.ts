/** The part of selenium-webdriver that the harness uses; the package has no types of its own. */
declare module 'selenium-webdriver' {
  export interface WebElement {
    click(): Promise<void>
    clear(): Promise<void>
    sendKeys(text: string): Promise<void>
  }

  export interface WebDriver {
    get(url: string): Promise<void>
    executeAsyncScript<R>(script: string, ...args: unknown[]): Promise<R>
    executeScript<R>(script: string, ...args: unknown[]): Promise<R>
    findElement(locator: By): Promise<WebElement>
    getWindowHandle(): Promise<string>
    getCapabilities(): Promise<{ get(name: string): unknown }>
    switchTo(): { window(handle: string): Promise<void>; newWindow(type: 'tab' | 'window'): Promise<void> }
    close(): Promise<void>
  }

  export class By {
    static css(selector: string): By
  }

  export class Builder {
    usingServer(url: string): this
    withCapabilities(capabilities: object): this
    disableEnvironmentOverrides(): this
    build(): PromiseLike<WebDriver>
  }
}
