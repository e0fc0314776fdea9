package io.facet.protocol.security;

/**
 * What an agent shows on every call after it has enrolled.
 *
 * @param agentId made by the master
 * @param secret known to this agent; the master keeps a hash
 */
public record AgentCredential(String agentId, Secret secret) {}
