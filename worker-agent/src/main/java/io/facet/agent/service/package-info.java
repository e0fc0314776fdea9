/** The agent as a service of the computer, which starts it and keeps it running. Knows nothing of joining. */
@NullMarked
package io.facet.agent.service;

import org.jspecify.annotations.NullMarked;
