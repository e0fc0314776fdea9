package io.facet.app.master.history;

import java.time.Duration;

/**
 * What one agent brought to a run.
 *
 * @param name given by its owner
 * @param colour its place in the order of joining, from 0: its colour in every chart
 * @param images it ended, with rows or without
 * @param busy how long it worked on them
 * @param imagesPerSecond while it was busy
 */
public record AgentShare(String name, int colour, long images, Duration busy, double imagesPerSecond) {}
