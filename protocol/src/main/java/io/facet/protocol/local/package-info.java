/** How programs of one account find each other. */
@NullMarked
package io.facet.protocol.local;

import org.jspecify.annotations.NullMarked;
