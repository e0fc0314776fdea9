/** Agents on this network that wait for a master. */
@NullMarked
package io.facet.app.master.discovery;

import org.jspecify.annotations.NullMarked;
