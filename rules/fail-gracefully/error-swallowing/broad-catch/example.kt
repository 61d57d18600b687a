package shop

import org.slf4j.LoggerFactory

class Prices(private val store: Store) {
    private val log = LoggerFactory.getLogger(javaClass)

    fun logged(item: Item) {
        try {
            item.price = store.price(item.id)
        // ok: broad-catch-kotlin
        } catch (e: Exception) {
            log.warn("no price for {}", item.id, e)
            item.price = LIST_PRICE
        }
    }

    fun answered(item: Item): Answer =
        try {
            Answer.of(store.price(item.id))
        // ok: broad-catch-kotlin
        } catch (e: Exception) {
            Answer.failed("no price")
        }

    fun documented(item: Item) {
        try {
            item.price = store.price(item.id)
        // ok: broad-catch-kotlin
        } catch (e: Exception) {
            // prices are a courtesy here, and the page works without them
            item.price = LIST_PRICE
        }
    }

    fun narrow(item: Item) {
        try {
            item.price = store.price(item.id)
        // ok: broad-catch-kotlin
        } catch (e: PriceMissing) {
            item.price = LIST_PRICE
        }
    }

    fun replaced(item: Item) {
        try {
            item.price = store.price(item.id)
        // ruleid: broad-catch-kotlin
        } catch (e: Exception) {
            item.price = LIST_PRICE
        }
    }

    fun noted(item: Item) {
        try {
            item.price = store.price(item.id)
        // ruleid: broad-catch-kotlin
        } catch (t: Throwable) {
            log.info("something happened")
        }
    }

    fun shown(item: Item): View =
        try {
            View(store.price(item.id))
        // ruleid: broad-catch-kotlin
        } catch (e: RuntimeException) {
            View(LIST_PRICE)
        }

    fun worded(id: String): Price? =
        try {
            val text = prices.load(id)
            Price(text)
        // ok: broad-catch-kotlin
        } catch (e: Exception) {
            log.warn { "no price of $id: ${e.message}" }
            null
        }

    fun orderLogContext(text: String): LogContext =
        try {
            LogContext.of(store.read(text).number)
        // ok: broad-catch-kotlin
        } catch (e: Exception) {
            LogContext.empty()
        }
}
