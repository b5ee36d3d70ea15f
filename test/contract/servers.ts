/** Address of the MongoDB-wire server that the tests may use, ending in a slash; undefined where there is none. */
export function mongodbServer(): string | undefined {
  return address(process.env['ZHIXUN_TEST_MONGODB_URL'] ?? process.env['ZHIXUN_MONGODB_URL'])
}

/** Address of the Redis server that the tests may use; undefined where there is none. */
export function redisServer(): string | undefined {
  return address(process.env['ZHIXUN_TEST_REDIS_URL'] ?? process.env['ZHIXUN_REDIS_URL'])
}

function address(url: string | undefined): string | undefined {
  return url === undefined ? undefined : `${new URL('/', url)}`
}
