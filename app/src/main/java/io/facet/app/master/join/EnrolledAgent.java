package io.facet.app.master.join;

import java.time.Instant;

/**
 * An agent that has a credential of this master, connected or not. Immutable.
 *
 * @param id of its credential
 * @param name given by its owner when it joined
 * @param host name of its computer when it joined
 * @param enrolled when it joined
 * @param token the hash of the token that it joined with; empty if that is not known
 */
public record EnrolledAgent(String id, String name, String host, Instant enrolled, String token) {}
