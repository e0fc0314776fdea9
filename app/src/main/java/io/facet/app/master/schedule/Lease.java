package io.facet.app.master.schedule;

/** An image in the hands of an agent. Confined to its scheduler. */
final class Lease {
    final long id;
    final Borrower agent;
    final OpenImage image;

    /** In nanoseconds of the scheduler's clock. */
    long expires;

    Lease(long id, Borrower agent, OpenImage image, long expires) {
        this.id = id;
        this.agent = agent;
        this.image = image;
        this.expires = expires;
    }
}
