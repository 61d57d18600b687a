package shop

import jakarta.persistence.EntityManager
import org.springframework.data.jpa.repository.JpaRepository
import org.springframework.jdbc.core.JdbcTemplate

class Invoices(private val customerRepository: CustomerRepository, private val jdbcTemplate: JdbcTemplate, private val em: EntityManager) {
    fun together(orders: List<Order>): List<Customer> {
        // ok: query-in-loop-kotlin
        val customers = customerRepository.findAllById(orders.map { it.customerId })
        // ok: query-in-loop-kotlin
        for (order in orders) order.customer = customers.first { it.id == order.customerId }
        return customers
    }

    fun pages(ids: List<Long>) =
        // ok: query-in-loop-kotlin
        ids.chunked(500).flatMap { customerRepository.findAllByIdIn(it) }

    fun optional(id: Long) =
        // ok: query-in-loop-kotlin
        orderRepository.findById(id).map { customerRepository.findById(it.customerId) }

    fun loop(orders: List<Order>) {
        for (order in orders) {
            // ruleid: query-in-loop-kotlin
            order.customer = customerRepository.findById(order.customerId)
        }
    }

    // ruleid: query-in-loop-kotlin
    fun mapped(orders: List<Order>) = orders.map { customerRepository.findByNumber(it.customerNumber) }

    fun each(orders: List<Order>) {
        orders.forEach { order ->
            // ruleid: query-in-loop-kotlin
            jdbcTemplate.queryForObject("SELECT name FROM customers WHERE id = ?", String::class.java, order.customerId)
        }
    }

    fun oneByOne(ids: List<Long>) {
        ids.forEach { id ->
            transactionTemplate.executeWithoutResult {
                // ok: query-in-loop-kotlin
                expire(orderRepository.findByNumber(id))
            }
        }
    }
}

class RenameCustomersJob(private val customerRepository: CustomerRepository) {
    fun run(ids: List<Long>) {
        // ok: query-in-loop-kotlin
        ids.forEach { id -> rename(customerRepository.findByNumber(id)) }
    }
}
