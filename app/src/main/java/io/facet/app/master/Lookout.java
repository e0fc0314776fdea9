package io.facet.app.master;

import io.facet.app.master.discovery.Discovery;
import io.facet.app.master.discovery.MdnsDiscovery;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for agents on the networks that the master listens on, from when somebody wants to know until nobody does.
 * Thread-safe; closed by its maker, and opened again by the next who looks.
 */
final class Lookout implements AutoCloseable {
    private final Clock clock;
    private final Supplier<String> bind;
    private @Nullable MdnsDiscovery open;

    /**
     * Looks for nobody yet.
     *
     * @param bind the address that the master listens on now
     */
    Lookout(Clock clock, Supplier<String> bind) {
        this.clock = clock;
        this.bind = bind;
    }

    /** Looks from now on. */
    synchronized Discovery look() {
        MdnsDiscovery known = open;
        if (known == null) {
            known = new MdnsDiscovery(clock);
            known.listenOn(Addresses.networks(bind.get()));
            open = known;
        }
        return known;
    }

    /** The master listens elsewhere. */
    synchronized void moved() {
        if (open != null) {
            open.listenOn(Addresses.networks(bind.get()));
        }
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
